import { approvalQuestions } from "./approval-questions.fixture.ts";
import { fieldQuestions } from "./field-questions.fixture.ts";

/** The 25 questions of a payments team and how else they are asked, by intent. */
export const questionsByIntent = { ...approvalQuestions, ...fieldQuestions };
