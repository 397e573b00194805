import { type Fields, fieldsOf } from '../chat/activity.ts';
import { ownAddress } from '../chat/bubble/links.ts';
import { cleanCard } from '../chat/card/clean-card.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** What came over the stream without what would load from elsewhere or lead where it should not. Web Chat itself loads whatever it is told. */
export function clean(activity: Fields): Fields {
  const own = fieldsOf(activity.from).role === 'user';
  const { attachments } = activity;
  const found = (Array.isArray(attachments) ? attachments : []).map(fieldsOf).map(cleanAttachment);
  return {
    ...activity,
    ...(own ? { textFormat: 'plain' } : withoutDefinitions(activity)),
    // Of a file of the person the name is enough; of others there has to be something to show.
    ...(Array.isArray(attachments) && { attachments: found.filter(({ contentUrl, content }) => own || contentUrl || content) }),
  };
}

/** Web Chat lists the links that a text defines (`[1]: address`) by itself and unseen, so that they may run scripts. A text defines none here. */
function withoutDefinitions({ text, textFormat }: Fields): Fields {
  return typeof text === 'string' && textFormat !== 'plain' ? { text: text.replaceAll(']:', ']\\:') } : {};
}

function cleanAttachment({ contentUrl, thumbnailUrl, content, ...rest }: Fields): Fields {
  const contentType = /^[\w.+-]+\/[\w.+-]+$/.test(String(rest.contentType)) ? rest.contentType : 'application/octet-stream';
  return {
    ...rest,
    contentType,
    ...(contentType === CARD && { content: cleanCard(content) }),
    ...addressOf('contentUrl', contentUrl),
    ...addressOf('thumbnailUrl', thumbnailUrl),
  };
}

function addressOf(name: string, address: unknown): Fields {
  const own = typeof address === 'string' ? ownAddress(address) : undefined;
  return own === undefined ? {} : { [name]: own };
}
