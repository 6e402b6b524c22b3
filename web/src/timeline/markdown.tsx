import { Fragment, type ReactNode } from 'react';
import { linked, trimmed } from './links';
import { inlineMarks, markOf, type Mark } from './marks';
import { withMentions, type Named } from './mentions';

type Block =
  | { readonly kind: 'text' | 'quote' | 'code'; readonly lines: string[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly lines: string[] };

/** On a line of its own: with more marks behind it, it is code within a text. */
const FENCE = /^```[^`]*$/u;
const QUOTE = /^>\s?/u;
const BULLET = /^[-*]\s+(?=\S)/u;
const NUMBER = /^\d{1,3}[.)]\s+(?=\S)/u;

/**
 * Light Markdown: bold, italic, code, lists and quotes, with links. Everything else stays as it was
 * typed, and nothing is ever read as HTML.
 *
 * @param names whom it mentions
 */
export function formatted(text: string, names: readonly Named[] = []): ReactNode {
  return blocksOf(text).map((block, i) => <Fragment key={i}>{shown(block, names)}</Fragment>);
}

function shown(block: Block, names: readonly Named[]): ReactNode {
  const { lines } = block;
  switch (block.kind) {
    case 'text':
      return inline(lines.join('\n'), names);
    case 'quote':
      return (
        <blockquote className="my-0.5 block-as-page border-s-2 border-edge-strong ps-3 text-muted">
          {inline(lines.join('\n'), names)}
        </blockquote>
      );
    case 'code':
      return (
        <pre
          // Scrollable by keyboard when a line is too long.
          tabIndex={0}
          dir="ltr"
          className="my-1 overflow-x-auto rounded-lg bg-sunken px-3 py-2 font-mono text-sm whitespace-pre"
        >
          <code>{lines.join('\n')}</code>
        </pre>
      );
    case 'list': {
      const items = lines.map((line, i) => <li key={i}>{inline(line, names)}</li>);
      return block.ordered ? (
        <ol className="my-0.5 block-as-page list-decimal ps-6">{items}</ol>
      ) : (
        <ul className="my-0.5 block-as-page list-disc ps-6">{items}</ul>
      );
    }
  }
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const end = FENCE.test(line) ? lines.findIndex((other, i) => i > at && FENCE.test(other)) : -1;
    if (end > at + 1) {
      blocks.push({ kind: 'code', lines: lines.slice(at + 1, end) });
      at = end;
    } else if (QUOTE.test(line)) {
      grow(blocks, { kind: 'quote', lines: [line.replace(QUOTE, '')] });
    } else if (BULLET.test(line)) {
      grow(blocks, { kind: 'list', ordered: false, lines: [line.replace(BULLET, '')] });
    } else if (/^1[.)]\s/u.test(line) || (NUMBER.test(line) && inOrdered(blocks))) {
      grow(blocks, { kind: 'list', ordered: true, lines: [line.replace(NUMBER, '')] });
    } else {
      grow(blocks, { kind: 'text', lines: [line] });
    }
  }
  return blocks;
}

/** A list that does not begin with one would be counted anew: it stays text. */
function inOrdered(blocks: readonly Block[]): boolean {
  const last = blocks.at(-1);
  return last?.kind === 'list' && last.ordered;
}

function grow(blocks: Block[], next: Block): void {
  const last = blocks.at(-1);
  const same =
    last?.kind === next.kind &&
    (last.kind !== 'list' || (next.kind === 'list' && last.ordered === next.ordered));
  if (same) last.lines.push(...next.lines);
  else blocks.push(next);
}

function inline(text: string, names: readonly Named[]): ReactNode[] {
  const parts: ReactNode[] = [];
  const marks = inlineMarks();
  let from = 0;
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const mark = markOf(match);
    const end = match.index + (mark.kind === 'link' ? trimmed(mark.inner) : match[0]).length;
    parts.push(plain(text.slice(from, match.index), from, names));
    parts.push(<Fragment key={match.index}>{marked(mark, names)}</Fragment>);
    from = marks.lastIndex = end;
  }
  parts.push(plain(text.slice(from), from, names));
  return parts;
}

function plain(text: string, at: number, names: readonly Named[]): ReactNode {
  return text === '' ? null : <Fragment key={`t${at}`}>{withMentions(text, names)}</Fragment>;
}

function marked({ kind, inner }: Mark, names: readonly Named[]): ReactNode {
  switch (kind) {
    case 'code':
      return (
        <code dir="ltr" className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.9em]">
          {inner}
        </code>
      );
    case 'link':
      return linked(trimmed(inner));
    case 'bold':
      return <strong>{inline(inner, names)}</strong>;
    case 'italic':
      return <em>{inline(inner, names)}</em>;
  }
}
