/* cores.h - how many processors this process may use.
 * Stage: options -> cores -> jobs.  Knows Linux: the affinity mask and the quota of control groups. */
#ifndef CORES_H
#define CORES_H

/* cores_allowed - processors of the affinity mask (taskset, cpuset), no more than the CPU quota of the
 * control groups this process is in (a container's --cpus), rounded up; at least 1. */
unsigned cores_allowed(void);

/* cores_of_quota - the processors that `quota` microseconds of work in each `period` come to, rounded up, at
 * least 1; 0 for no limit: a quota that is not positive, or a period that is not. */
unsigned cores_of_quota(long long quota, long long period);

#endif
