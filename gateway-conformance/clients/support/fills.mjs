// Tests that fill a cell of the table in docs/clients.md: the row of a client, the column of a feature. Their names say which,
// and the run fails if the table says anything else.

import test from 'node:test';

export const fills = (client, feature, name, run) => test(`${client} | ${feature} | ${name}`, run);
