import type { FastifySchemaValidationError } from 'fastify';

/**
 * Where a value may have one of several shapes, the validator reports what is wrong with it as each of them.
 * Told to a person is only the shape that was meant: the one whose fixed fields (kind, type, …) agree,
 * or else whichever comes closest.
 */
export function withoutUnionNoise(found: FastifySchemaValidationError[]): FastifySchemaValidationError[] {
  let errors = found;
  // Inner unions are reported before the unions that hold them.
  for (const union of found.filter(isUnion)) errors = settle(errors, union);
  return errors.filter(({ keyword }) => keyword !== 'if');
}

const isUnion = ({ keyword }: FastifySchemaValidationError) => keyword === 'anyOf' || keyword === 'oneOf';

function settle(errors: FastifySchemaValidationError[], union: FastifySchemaValidationError) {
  const end = errors.indexOf(union);
  if (end < 0) return errors;
  const branches = branchesOf(errors.slice(0, end), union);
  const members = new Set(branches.flat());
  const chosen = closest(branches, union.instancePath);
  return errors.flatMap((error) => {
    if (error === union) return chosen.length > 0 ? chosen : [union];
    return members.has(error) ? [] : [error];
  });
}

/** The errors of each shape. A shape that is a shared schema reports under that schema's own name. */
function branchesOf(before: FastifySchemaValidationError[], union: FastifySchemaValidationError) {
  const inside = before.filter(
    ({ instancePath }) => instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`),
  );
  const shapes = (union as { parentSchema?: Record<string, { $ref?: string }[]> }).parentSchema?.[union.keyword] ?? [];
  return shapes.map(({ $ref }, i) =>
    inside.filter(
      ({ schemaPath }) =>
        schemaPath.startsWith(`${union.schemaPath}/${i}/`) ||
        ($ref !== undefined && (schemaPath.startsWith(`${$ref}/`) || schemaPath.startsWith(`${$ref}#/`))),
    ),
  );
}

function closest(branches: FastifySchemaValidationError[][], at: string): FastifySchemaValidationError[] {
  const failed = branches.filter((branch) => branch.length > 0);
  const wrongType = failed.filter((branch) => branch.some((e) => e.keyword === 'type' && e.instancePath === at));
  if (wrongType.length === failed.length && failed.length > 0) return [everyType(wrongType, at)];
  const rightType = failed.filter((branch) => !wrongType.includes(branch));
  const meant = rightType.filter((branch) => !branch.some((error) => isTag(error, at)));
  if (meant.length === 0 && rightType.length > 1) return everyTag(rightType, at);
  const [best = []] = (meant.length > 0 ? meant : rightType).toSorted((a, b) => distance(a, at) - distance(b, at));
  return best;
}

/** A shape that has the members which were given is closer than one that has others, however wrong they are inside. */
function distance(branch: FastifySchemaValidationError[], at: string): number {
  const ofItself = branch.filter(({ instancePath }) => instancePath === at).length;
  return ofItself * 1000 + branch.length;
}

/** A field directly in the value with one fixed content. */
const isTag = ({ keyword, instancePath, params }: FastifySchemaValidationError, at: string) =>
  (keyword === 'const' && instancePath.lastIndexOf('/') === at.length) ||
  (keyword === 'const' && instancePath === at) ||
  (keyword === 'enum' && instancePath.lastIndexOf('/') === at.length && [params.allowedValues].flat().length === 1);

function everyType(branches: FastifySchemaValidationError[][], at: string): FastifySchemaValidationError {
  const errors = branches.flatMap((branch) => branch.filter((e) => e.keyword === 'type' && e.instancePath === at));
  return { ...errors[0]!, params: { type: [...new Set(errors.flatMap((error) => error.params.type as string))] } };
}

/** No shape has this tag: say which tags there are. */
function everyTag(branches: FastifySchemaValidationError[][], at: string): FastifySchemaValidationError[] {
  const tags = branches.flatMap((branch) => branch.filter((error) => isTag(error, at)));
  const first = tags[0];
  if (!first) return branches[0] ?? [];
  const values = tags
    .filter(({ instancePath }) => instancePath === first.instancePath)
    .flatMap(({ params }) => (params.allowedValues as unknown[]) ?? [params.allowedValue]);
  return [{ ...first, keyword: 'enum', params: { allowedValues: [...new Set(values)] } }];
}
