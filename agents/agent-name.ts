import { z } from "zod";

export const specialistNames = ["routing", "retry", "decline", "risk", "performance"] as const;
export const agentNames = [...specialistNames, "orchestrator"] as const;
export const AgentName = z.enum(agentNames);
export type AgentName = z.infer<typeof AgentName>;
export type SpecialistName = (typeof specialistNames)[number];
export const SpecialistName = z.enum(specialistNames);
