// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>

#include <array>
#include <atomic>
#include <new>

namespace doorbuster {

/// The first thing that went wrong with this program itself while a run went on: an exception that reached the top of a
/// coroutine or a thread, or the end of the memory. Whoever finds it raises it, from any thread; the engine sees it on
/// its next tick and ends the run. Raising takes no memory, as there may be none.
class RunFault {
public:
    RunFault() = default;
    Q_DISABLE_COPY_MOVE(RunFault)

    /// Only the first is kept, cut to its first 200 bytes.
    void raise(const char *what) noexcept;
    /// Within a catch block: what was caught.
    void raiseCaught() noexcept;
    bool isRaised() const noexcept { return m_state.load(std::memory_order_acquire) == State::Raised; }
    /// Harmless to show. Empty before it is raised.
    QString text() const;

private:
    enum class State : quint8 { None, Raising, Raised };
    std::atomic<State> m_state{State::None};
    std::array<char, 201> m_text{};
};

/// Calls `work`, and raises what it throws. To be put between the event loop and what must not throw into it.
template <class Work>
void guarded(RunFault &fault, Work &&work) noexcept
{
    try {
        work();
    } catch (...) {
        fault.raiseCaught();
    }
}

/// Keeps some memory back while it lives. When the program can get no more, that is given free and the fault is raised,
/// so that the run can still end in order and save what it measured. One at a time.
class MemoryWatch {
public:
    explicit MemoryWatch(RunFault &fault);
    ~MemoryWatch();
    Q_DISABLE_COPY_MOVE(MemoryWatch)

private:
    std::new_handler m_before;
};

/// Within a catch block: raises what was caught with the run that a MemoryWatch guards. False where none goes on.
bool raiseInWatchedRun() noexcept;

} // namespace doorbuster
