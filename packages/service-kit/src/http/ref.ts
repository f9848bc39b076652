import { type Static, type TSchema, Type } from 'typebox';

/** Refers to a shared schema (`app.addSchema`) by its `$id`, keeping its static type. */
export const ref = <T extends TSchema>(schema: T & { $id?: string }) => Type.Unsafe<Static<T>>(Type.Ref(schema.$id!));
