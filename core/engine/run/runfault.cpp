// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runfault.h"

#include "core/text/displaytext.h"

#include <cstdlib>
#include <cstring>
#include <exception>

namespace doorbuster {

namespace {

constexpr const char *noMemory = "out of memory";
/// Enough to write the result of a large run.
constexpr std::size_t reserveBytes = 32 * 1024 * 1024;

// A new handler is a plain function.
std::atomic<void *> reserve{nullptr};
std::atomic<RunFault *> watched{nullptr};

bool giveReserveFree() noexcept
{
    void *kept = reserve.exchange(nullptr);
    std::free(kept);
    return kept != nullptr;
}

/// Is called by operator new, which tries again when this returns.
void memoryIsOut()
{
    const bool more = giveReserveFree();
    if (RunFault *fault = watched.load())
        fault->raise(noMemory);
    if (!more)
        throw std::bad_alloc();
}

} // namespace

void RunFault::raise(const char *what) noexcept
{
    State none = State::None;
    if (!m_state.compare_exchange_strong(none, State::Raising))
        return;
    std::strncpy(m_text.data(), what, m_text.size() - 1);
    m_state.store(State::Raised, std::memory_order_release);
}

void RunFault::raiseCaught() noexcept
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        giveReserveFree(); // Qt's containers get theirs from malloc(), which calls no handler
        raise(noMemory);
    } catch (const std::exception &thrown) {
        raise(thrown.what());
    } catch (...) {
        raise("an exception of an unknown kind");
    }
}

QString RunFault::text() const
{
    return isRaised() ? displayText(QString::fromUtf8(m_text.data()), 200) : QString();
}

MemoryWatch::MemoryWatch(RunFault &fault)
{
    reserve.store(std::malloc(reserveBytes)); // none is none: the fault is raised all the same
    watched.store(&fault);
    m_before = std::set_new_handler(memoryIsOut);
}

bool raiseInWatchedRun() noexcept
{
    RunFault *fault = watched.load();
    if (fault)
        fault->raiseCaught();
    return fault != nullptr;
}

MemoryWatch::~MemoryWatch()
{
    std::set_new_handler(m_before);
    watched.store(nullptr);
    giveReserveFree();
}

} // namespace doorbuster
