import type { components } from '@e-surety/client/issuer';
import type { Certificate } from '@e-surety/domain';

export type Schemas = components['schemas'];

/** 保証契約, with what its newest certificate says. */
export type Guarantee = Omit<Schemas['Guarantee'], 'certificate'> & { certificate: Certificate };

export type GuaranteeSummary = Schemas['GuaranteeSummary'];
