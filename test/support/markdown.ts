import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import { marked, type Token } from 'marked';

export interface Code {
  language: string;
  text: string;
  /** Of the first line of the code, counted from 1. */
  line: number;
}

export interface Document {
  /** From the root of the repository. */
  path: string;
  links: string[];
  /** `code` within the text. */
  inlineCode: string[];
  /** Of the headings, as GitHub makes them. */
  anchors: Set<string>;
  code: Code[];
}

const NOT_OURS = new Set(['node_modules', 'build', 'dist', 'prebuilds', 'out', 'api', '.git', '.venv']);

/** Every Markdown file of the repository. */
export function readDocuments(root: string, folder = ''): Document[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : readDocuments(root, path);
    return entry.name.endsWith('.md') ? [readDocument(root, path)] : [];
  });
}

function readDocument(root: string, path: string): Document {
  const text = readFileSync(join(root, path), 'utf8');
  const slugger = new GithubSlugger();
  const document: Document = { path, links: [], inlineCode: [], anchors: new Set(), code: [] };
  let searched = 0;
  void marked.walkTokens(marked.lexer(text), (token) => {
    if (token.type === 'heading') document.anchors.add(slugger.slug(plainText(token.tokens ?? [])));
    if (token.type === 'link' || token.type === 'image') document.links.push(token.href);
    if (token.type === 'html') {
      document.links.push(...[...token.raw.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, link]) => link!));
    }
    if (token.type === 'codespan') document.inlineCode.push(token.text);
    if (token.type === 'code') {
      searched = text.indexOf(token.raw, searched);
      const line = text.slice(0, searched).split('\n').length + 1;
      document.code.push({ language: token.lang ?? '', text: token.text, line });
    }
  });
  return document;
}

/** What a heading shows, without its marks. */
function plainText(tokens: Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens ? plainText(token.tokens) : 'text' in token ? token.text : '',
    )
    .join('');
}
