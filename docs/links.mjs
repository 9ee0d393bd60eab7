// Fails if a link or anchor of the generated site leads nowhere. The program of check-html-links ends with 0 even then.
import { CheckHtmlLinksCli } from 'check-html-links';

const checker = new CheckHtmlLinksCli();
checker.setOptions({ rootDir: 'api', continueOnError: false });
await checker.run();
