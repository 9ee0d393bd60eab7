import { acceptedType, sendResult } from '../answer.js';
import type { App } from '../app.js';
import { ServiceError } from '../errors.js';
import { bodyIsChecked } from '../fields.js';
import type { Job } from '../jobs/job.js';
import type { JobRunner } from '../jobs/runner.js';
import { errors, JobAnswer, JobId, type JobJson } from '../schemas.js';
import { readUpload } from '../uploads.js';
import { HARMONIZE_FORM, IMAGES, optionsOf, RESULT_ANSWER } from './harmonize.js';

const SHARED = { tags: ['jobs'], security: [{ token: [] }] };

export async function jobRoutes(app: App): Promise<void> {
  const { admit, jobs, limits } = app.context;

  app.post(
    '/jobs',
    {
      schema: {
        ...SHARED,
        operationId: 'createJob',
        summary: 'Harmonises in the background',
        consumes: ['multipart/form-data'],
        body: HARMONIZE_FORM,
        response: { 202: JobAnswer, ...errors(413, 415, 422) },
      },
      validatorCompiler: bodyIsChecked,
      onRequest: admit,
    },
    async (request, reply) => {
      const upload = await readUpload(request, 'harmonize', IMAGES, ['target', 'source'], limits);
      const job = jobs.add(optionsOf(upload), upload.bytes);
      return reply.code(202).header('location', `/v1/jobs/${job.id}`).send(toJson(job, jobs));
    },
  );

  app.get(
    '/jobs/:id',
    {
      schema: {
        ...SHARED,
        operationId: 'getJob',
        summary: 'The state of a job',
        params: JobId,
        response: { 200: JobAnswer, ...errors(404) },
      },
    },
    async ({ params }) => toJson(find(jobs, params.id), jobs),
  );

  app.get(
    '/jobs/:id/result',
    {
      schema: {
        ...SHARED,
        operationId: 'getJobResult',
        summary: 'The result of a job that is done',
        params: JobId,
        response: { 200: RESULT_ANSWER, ...errors(404, 406, 409, 410, 413, 415, 422) },
      },
      // Encoding takes time and memory, too.
      onRequest: admit,
    },
    async (request, reply) => {
      const type = acceptedType(request, ['text/event-stream']);
      const job = find(jobs, request.params.id);
      checkIsDone(job);
      if (!job.made) throw new ServiceError(410, 'JOB_GONE', 'The result has expired; run the job again.');
      return sendResult(reply, type as Exclude<typeof type, 'text/event-stream'>, job.made);
    },
  );

  app.delete(
    '/jobs/:id',
    {
      schema: {
        ...SHARED,
        operationId: 'deleteJob',
        summary: 'Cancels a job, or deletes one that has ended',
        params: JobId,
        response: { 204: { type: 'null', description: 'The job is cancelled or deleted' }, ...errors(404) },
      },
    },
    async ({ params }, reply) => {
      jobs.remove(find(jobs, params.id));
      return reply.code(204).send(null);
    },
  );
}

function find(jobs: JobRunner, id: string): Job {
  const job = jobs.get(id);
  if (job) return job;
  throw new ServiceError(404, 'JOB_NOT_FOUND', 'There is no such job; its result may have expired.');
}

function checkIsDone({ state, error }: Job): void {
  if (state === 'done') return;
  if (state === 'failed')
    throw new ServiceError(error!.status, error!.code as ServiceError['code'], error!.message);
  if (state === 'cancelled') throw new ServiceError(410, 'JOB_GONE', 'The job was cancelled.');
  throw new ServiceError(409, 'JOB_NOT_DONE', `The job is ${state}; ask again when it is done.`, 1);
}

function toJson(job: Job, jobs: JobRunner): JobJson {
  const { id, state, progress, error } = job;
  const time = (milliseconds: number | undefined) =>
    milliseconds === undefined ? null : new Date(milliseconds).toISOString();
  return {
    ...{ id, state },
    position: state === 'queued' ? jobs.positionOf(job) : null,
    progress: progress ?? null,
    created: time(job.created)!,
    started: time(job.started),
    ended: time(job.ended),
    expires: time(job.expires),
    error: error ? { code: error.code, message: error.message } : null,
  };
}
