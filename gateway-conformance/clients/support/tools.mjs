// Two tools as JSON Schema, and what the fake upstream calls them with.

export const weatherSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'kelvin'] } },
  required: ['city', 'unit'],
  additionalProperties: false,
};
export const weatherArguments = { city: 'Oslo', unit: 'celsius' };

/** A schema for an answer in JSON, and an answer that fits it. */
export const landingSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, year: { type: 'integer' } },
  required: ['name', 'year'],
  additionalProperties: false,
};
export const landing = { name: 'Apollo 11', year: 1969 };

/** The smallest PNG there is, as base64. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
