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

/** A PNG of 16 by 16 pixels, as base64; the service takes none below 11 by 11. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mNQSFhAEmIY1TCqYfhqAACc2CAQXBvANQAAAABJRU5ErkJggg==';

/** The same as a data URL. */
export const dataUrl = `data:image/png;base64,${png}`;
