import type { Refused } from './answer.js';

// From the printed types of a contract to what a caller writes and gets.

type Nothing = Record<never, never>;

/** What one call may say: the parameters and the body of its operation, and how to stop it. */
export type InputOf<O> = Part<'path', Parameters<O, 'path'>> &
  Part<'query', OrUndefined<Parameters<O, 'query'>>> &
  Part<'headers', HeadersOf<Parameters<O, 'header'>>> &
  Part<'body', BodyOf<O>> & { signal?: AbortSignal };

/** What was answered. That nobody answered at all is an error, not an answer. */
export type AnswerOf<O> = SuccessOf<O> | Refused;

export type Answer<T> = Success<number, T> | Refused;

export interface Success<Status, T> {
  ok: true;
  status: Status;
  data: T;
  headers: Headers;
}

/** Nothing needs to be said where nothing is needed. */
export type Arguments<O> = Nothing extends InputOf<O> ? [input?: InputOf<O>] : [input: InputOf<O>];

type Part<Name extends string, T> = [T] extends [never]
  ? Nothing
  : Nothing extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T };

type Parameters<O, In extends string> = O extends { parameters: infer P }
  ? In extends keyof P
    ? Exclude<P[In], undefined>
    : never
  : never;

/** Whoever brings credentials of its own is asked for no others. */
type HeadersOf<T> = ([T] extends [never] ? Nothing : OrUndefined<T>) & { authorization?: string };

/** What may be left out may be given as undefined. */
type OrUndefined<T> = { [K in keyof T]: Nothing extends Pick<T, K> ? T[K] | undefined : T[K] };

type BodyOf<O> = O extends { requestBody: { content: infer C } } ? { [M in keyof C]: Sent<M, C[M]> }[keyof C] : never;

type Sent<Media, T> = Media extends 'application/json' | 'application/x-www-form-urlencoded' | 'multipart/form-data'
  ? T
  : string | Uint8Array<ArrayBuffer>;

type SuccessOf<O> = O extends { responses: infer R }
  ? { [S in keyof R]: Success<S, R[S] extends { content: infer C } ? Received<C> : undefined> }[keyof R]
  : never;

type Received<C> = {
  [M in keyof C]: M extends 'application/json'
    ? C[M]
    : M extends 'application/jose' | 'text/plain'
      ? string
      : Uint8Array<ArrayBuffer>;
}[keyof C];
