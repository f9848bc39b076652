/**
 * Control characters and half surrogates, for the brackets of a pattern. Not as `\p{…}`, which validators that know no
 * Unicode mode read as letters.
 */
export const unprintable = '\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff';
