import { z } from "zod";

/**
 * The JSON Schema of what a model is asked for, without the patterns that a date is checked by: they are longer than all the
 * rest, and servers that make grammars of schemas do not know them. What comes back is checked by zod all the same.
 */
export const schemaOf = (reply: z.ZodType): Readonly<Record<string, unknown>> => {
  const { $schema: _, ...schema } = z.toJSONSchema(reply, {
    io: "input",
    override({ jsonSchema }) {
      delete jsonSchema.pattern;
    },
  });
  return schema;
};
