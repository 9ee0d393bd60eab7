import { version } from '../version.js';

/**
 * How a picture was made, in the terms of IPTC (https://cv.iptc.org/newscodes/digitalsourcetype/): put together from
 * captured images, or with what a trained network made of them.
 */
export type SourceType = 'compositeCapture' | 'compositeWithTrainedAlgorithmicMedia';

/**
 * An XMP packet that names this package and, if it is known, how the picture was made. It holds no time and no path, so
 * that the same input gives the same file.
 */
export function provenance(sourceType?: SourceType): string {
  const source = `
   <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${sourceType}</Iptc4xmpExt:DigitalSourceType>`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   <xmp:CreatorTool>harmonidiff ${version}</xmp:CreatorTool>${sourceType === undefined ? '' : source}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}
