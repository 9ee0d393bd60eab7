import type { App } from '../app.js';
import { errors, ModelAnswer } from '../schemas.js';
import { version } from '../version.js';

export async function modelRoutes(app: App): Promise<void> {
  const { model, limits } = app.context;
  const schema = {
    operationId: 'getModel',
    tags: ['server'],
    summary: 'The model, what it runs on, and the limits of this server',
    response: { 200: ModelAnswer, ...errors() },
    security: [{ token: [] }],
  };
  app.get('/model', { schema }, async () => {
    const { canvas, methods, target } = model.get();
    const { hasClassifier: classifier } = model;
    return { version, canvas, methods: [...methods], classifier, ...target, limits: { ...limits } };
  });
}
