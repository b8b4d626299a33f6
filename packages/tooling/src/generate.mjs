// `npm run generate`: what is made from the grammar, then what is made from the rules.
import './generate-grammar.mjs';
import './generate-rules.mjs';
