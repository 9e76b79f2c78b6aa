import type { Finding } from "../../agents/finding.ts";
import { type Statement, sentencesOf } from "./statement.ts";

/** Text of an agent as a line: number words are its own, digits are not. */
export const said = (finding: Finding, template: string): Statement => ({
  template,
  scope: finding.scope,
  onset: finding.onset,
  constants: "words",
});

/** The sentences of a finding's text, one a line. */
export const textLines = (finding: Finding): Statement[] =>
  sentencesOf(finding.text).map((sentence) => said(finding, sentence));

/** A finding as an item of a list: its title, then its sentences below. */
export const itemLines = (finding: Finding): Statement[] => [
  said(finding, `- ${withoutStop(finding.title)}.`),
  ...sentencesOf(finding.text).map((sentence) => said(finding, `  ${sentence}`)),
];

/** A title as it was written, whether with a full stop or without. */
export const withoutStop = (title: string): string => title.replace(/[.\s]+$/, "");
