/** What one server lets its clients do. */
export interface Limits {
  maxFileBytes: number;
  maxBodyBytes: number;
  maxPixels: number;
  timeout: number;
  uploadTimeout: number;
  maxQueue: number;
  rateLimit: number;
  maxJobs: number;
  maxJobBytes: number;
  jobTtl: number;
  maxEventLoopDelay: number;
}

export interface Limit {
  sentence: string;
  unit: string;
  default: number;
  low: number;
  high: number;
}

const MB = 2 ** 20;

/** The limits by name: the flags of the command line, and their defaults, come from here. */
export const LIMITS: Readonly<Record<keyof Limits, Limit>> = {
  maxFileBytes: {
    sentence: 'Size of each uploaded file',
    unit: 'bytes',
    default: 64 * MB,
    low: 1,
    high: 2 ** 30,
  },
  maxBodyBytes: {
    sentence: 'Size of a request with all its parts',
    unit: 'bytes',
    default: 128 * MB,
    low: 1,
    high: 2 ** 32,
  },
  maxPixels: {
    sentence: 'Pixels of each uploaded image; larger images are refused before they are decoded',
    unit: 'px',
    default: 25_000_000,
    low: 1,
    high: 100_000_000,
  },
  timeout: {
    sentence: 'Time for a request to wait and run once it has arrived, and for a job to run',
    unit: 'seconds',
    default: 300,
    low: 0.001,
    high: 86_400,
  },
  uploadTimeout: {
    sentence: 'Time for a request to arrive',
    unit: 'seconds',
    default: 60,
    low: 1,
    high: 3600,
  },
  maxQueue: {
    sentence: 'Requests that may wait for the model',
    unit: 'requests',
    default: 64,
    low: 1,
    high: 100_000,
  },
  rateLimit: {
    sentence: 'Requests per minute from one client address; 0 for no limit',
    unit: 'requests',
    default: 600,
    low: 0,
    high: 1_000_000,
  },
  maxJobs: {
    sentence: 'Jobs that may wait and run, and as many that are kept when they have ended',
    unit: 'jobs',
    default: 100,
    low: 1,
    high: 100_000,
  },
  maxJobBytes: {
    sentence: 'Size of the uploads and results of all jobs together',
    unit: 'bytes',
    default: 1024 * MB,
    low: 1,
    high: 2 ** 40,
  },
  jobTtl: {
    sentence: 'Time that the result of a job is kept',
    unit: 'seconds',
    default: 900,
    low: 1,
    high: 604_800,
  },
  maxEventLoopDelay: {
    sentence: 'Event loop delay above which requests are refused; 0 for no limit',
    unit: 'ms',
    default: 1000,
    low: 0,
    high: 60_000,
  },
};

export const DEFAULT_LIMITS = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [name, limit.default]),
) as unknown as Limits;
