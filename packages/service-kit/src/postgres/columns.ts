import { customType } from 'drizzle-orm/pg-core';

/** Bytes as bytes: digests, locators, sealed parts. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
