import type { Line } from '../../../bot/handoff/desk-api.ts';
import type { SentFile } from '../../../bot/store/store.ts';
import { piecesOf } from '../../chat/bubble/links.ts';
import { Face } from '../frame/face.tsx';
import { Icon } from '../frame/icon.tsx';
import { clock, kilobytes } from '../time.ts';
import { word } from '../words.ts';

type LineProps = {
  readonly line: Line;
  /** The same as before goes on speaking: neither name nor face is shown again. */
  readonly goesOn: boolean;
  readonly now: number;
  readonly skew: number;
  readonly fileAt: (id: string) => string;
};

/** One line of the log. All of it is text: nothing that somebody wrote becomes a part of the page. */
export function LineView({ line, goesOn, now, skew, fileAt }: LineProps) {
  const { from, text, agent, at } = line;
  const time = <time dateTime={new Date(at).toISOString()}>{clock(at - skew, now)}</time>;
  if (from === 'notice')
    return (
      <li class="line notice">
        <p dir="auto">{text}</p>
        {time}
      </li>
    );
  return (
    <li class={`line ${from} ${goesOn ? 'goes-on' : ''}`}>
      {agent !== undefined && <Face name={agent.name} id={agent.id} />}
      <div class="bubble">
        <p class="who">
          <span>{agent?.name ?? word().from[from]}</span> {time}
        </p>
        {text !== '' && (
          <p class="text" dir="auto">
            {from === 'user' ? text : <Linked text={text} />}
          </p>
        )}
        <Extras line={line} fileAt={fileAt} />
      </div>
    </li>
  );
}

/** Addresses of the bot and of colleagues can be followed; those that people write are only read. */
function Linked({ text }: { readonly text: string }) {
  return piecesOf(text).map(({ text, address }) =>
    address === undefined ? (
      text
    ) : (
      <a key={address} href={address} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    ),
  );
}

function Extras({ line, fileAt }: Pick<LineProps, 'line' | 'fileAt'>) {
  const { steps = [], close = '', choices = [], files = [] } = line;
  return (
    <>
      {steps.length > 0 && (
        <ol>
          {steps.map((step, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a line never change
            <li key={i}>
              <Linked text={step} />
            </li>
          ))}
        </ol>
      )}
      {close !== '' && <p>{close}</p>}
      {choices.length > 0 && <p class="choices">{choices.map(({ label }) => label).join(' · ')}</p>}
      {files.length > 0 && (
        <ul class="files">
          {files.map((file) => (
            <FileView key={file.id} file={file} address={fileAt(file.id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function FileView({ file, address }: { readonly file: SentFile; readonly address: string }) {
  const image = file.type.startsWith('image/') && file.type !== 'image/svg+xml';
  return (
    <li>
      <a href={address} target="_blank" rel="noopener noreferrer" download={image ? undefined : file.name}>
        {image ? <img src={address} alt="" loading="lazy" /> : <Icon name="file" />}
        <span>
          {file.name} <span class="muted">({kilobytes(file.size)})</span>
        </span>
      </a>
    </li>
  );
}
