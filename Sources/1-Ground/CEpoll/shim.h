// What Glibc's module map leaves out of Linux: epoll, in calls that Swift can take as they are.
#ifndef CEPOLL_SHIM_H
#define CEPOLL_SHIM_H

#include <stdint.h>
#include <sys/epoll.h>

static inline int cepoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

// Edge-triggered both ways: a descriptor is added once and never changed.
static inline int cepoll_add(int epoll, int descriptor, uint64_t token) {
  struct epoll_event event;
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.u64 = token;
  return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

static inline int cepoll_remove(int epoll, int descriptor) {
  struct epoll_event event;
  return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event);
}

enum { cepoll_batch = 128 };

// Fills tokens and flags, each of cepoll_batch places.
static inline int cepoll_wait(int epoll, uint64_t *tokens, uint32_t *flags, int milliseconds) {
  struct epoll_event events[cepoll_batch];
  int count = epoll_wait(epoll, events, cepoll_batch, milliseconds);
  for (int index = 0; index < count; index++) {
    tokens[index] = events[index].data.u64;
    flags[index] = events[index].events;
  }
  return count;
}

static inline int cepoll_reads(uint32_t flags) { return (flags & (EPOLLIN | EPOLLRDHUP)) != 0; }
static inline int cepoll_writes(uint32_t flags) { return (flags & EPOLLOUT) != 0; }
static inline int cepoll_ended(uint32_t flags) { return (flags & EPOLLRDHUP) != 0; }
static inline int cepoll_broke(uint32_t flags) { return (flags & (EPOLLHUP | EPOLLERR)) != 0; }

#endif
