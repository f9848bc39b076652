import type { components } from '@e-surety/client/issuer';

type Schemas = components['schemas'];

/** What the contract answers, by the names that it has there. */
export type Contractor = Schemas['Contractor'];
export type User = Schemas['User'];
export type Branch = Schemas['Branch'];
export type OrdererDetail = Schemas['OrdererDetail'];
export type OrdererRules = Schemas['OrdererRules'];
export type Tariff = Schemas['Tariff'];
export type ImportReport = Schemas['ImportReport'];
