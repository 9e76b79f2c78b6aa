/** A relation as both engines build it: its name, and the SELECT that says what is in it. */
export interface PortableUnit {
  readonly name: string;
  readonly select: string;
  /** A step on the way, gone when the build is done: it is built on both engines and only its readers are compared. */
  readonly isTemporary: boolean;
}

/**
 * The header of a statement, which every engine writes in its own way: comments, then `CREATE … AS`. What follows it is
 * the portable unit and reaches both engines unchanged.
 */
const header =
  /^(?:\s*--[^\n]*\n)*\s*CREATE\s+(?:OR\s+REPLACE\s+)?(TEMP\s+)?(?:TABLE|VIEW)\s+(\w+)\s+AS\s/i;

/** Takes the header off a statement; null for a statement that makes no relation of ours from a SELECT. */
export function portableUnit(statement: string): PortableUnit | null {
  const head = header.exec(statement);
  const name = head?.[2];
  if (head === null || name === undefined) return null;
  const select = statement.slice(head[0].length).trim().replace(/;$/, "");
  return { name, select, isTemporary: head[1] !== undefined };
}
