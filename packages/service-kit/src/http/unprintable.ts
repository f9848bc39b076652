/**
 * Control characters and half surrogates, for the brackets of a pattern. Not as `\p{…}`, which validators that know no
 * Unicode mode read as letters.
 */
export const unprintable = '\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff';

/**
 * Letters, digits and signs of any script, at least one of them visible. The visible one is looked for once and from the start
 * only: a pattern that may begin anew at each character takes minutes for a megabyte.
 */
export const visibleLine = `^(?=[^${unprintable}]*[^${unprintable}\\s])[^${unprintable}]*$`;

export const printableLines = `^(?:[^${unprintable}]|[\\n\\r\\t])*$`;
