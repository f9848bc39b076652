import type { FastifySchemaValidationError } from 'fastify';

/**
 * Where a value may have one of several shapes, the validator reports what is wrong with it as each of them.
 * Told to a person is only the shape that was meant: the one whose fixed fields (kind, type, …) agree,
 * or else whichever comes closest.
 *
 * The validator reports what is inside a union directly before the union, so each union settles the end of what was told so far: the
 * work grows with the number of errors, not with its square.
 */
export function withoutUnionNoise(found: FastifySchemaValidationError[]): FastifySchemaValidationError[] {
  const told: FastifySchemaValidationError[] = [];
  for (const error of found) {
    if (isUnion(error)) told.push(...settled(insideOf(error, told), error));
    else if (error.keyword !== 'if') told.push(error);
  }
  return told;
}

const isUnion = ({ keyword }: FastifySchemaValidationError) => keyword === 'anyOf' || keyword === 'oneOf';

/** Takes from the end what was found in the value of the union. */
function insideOf(union: FastifySchemaValidationError, told: FastifySchemaValidationError[]) {
  let from = told.length;
  while (from > 0 && isInside(told[from - 1]!, union)) from -= 1;
  return told.splice(from);
}

const isInside = ({ instancePath }: FastifySchemaValidationError, union: FastifySchemaValidationError) =>
  instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`);

function settled(inside: FastifySchemaValidationError[], union: FastifySchemaValidationError) {
  const branches = branchesOf(inside, union);
  const members = new Set(branches.flat());
  const chosen = closest(branches, union.instancePath);
  return [...inside.filter((error) => !members.has(error)), ...(chosen.length > 0 ? chosen : [union])];
}

/** The errors of each shape. A shape that is a shared schema reports under that schema's own name. */
function branchesOf(inside: FastifySchemaValidationError[], union: FastifySchemaValidationError) {
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
