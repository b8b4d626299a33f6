export type { FilesAround } from './files-around.ts';
export { type Proposal, type ProposalKind, plainText } from './proposal.ts';
export { proposalsAt } from './proposals.ts';
