// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/interrupts.h"

#include <QCoreApplication>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>
#endif

namespace doorbuster {

#ifdef Q_OS_WIN

namespace {
Interrupts *instance = nullptr;

BOOL WINAPI onConsoleEvent(DWORD)
{
    // On a thread of the system's: queued to ours.
    QMetaObject::invokeMethod(instance, &Interrupts::interrupted, Qt::QueuedConnection);
    return TRUE;
}
} // namespace

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
{
    instance = this;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

Interrupts::~Interrupts()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
}

#else

namespace {
int wakeUp[2] = {-1, -1}; // a handler may do little more than write to a file descriptor

void onSignal(int number)
{
    const int before = errno; // of the call that it interrupts
    const char byte = char(number);
    [[maybe_unused]] const auto written = ::write(wakeUp[0], &byte, 1);
    errno = before;
}

void handle(void (*handler)(int))
{
    struct sigaction action { };
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    // The terminal is gone, which is no reason to lose the verdict. Under nohup it is no reason to stop either.
    struct sigaction current { };
    if (sigaction(SIGHUP, nullptr, &current) == 0 && current.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &action, nullptr);
}
} // namespace

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, wakeUp) != 0)
        qFatal("no socket pair for signals");
    for (const int end : wakeUp) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC); // no business of the programs that we start
        ::fcntl(end, F_SETFL, O_NONBLOCK); // a handler must not wait for room
    }
    m_notifier = std::make_unique<QSocketNotifier>(wakeUp[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this, isHungUp = false]() mutable {
        char number = 0;
        if (::read(wakeUp[1], &number, 1) != 1)
            return;
        // The shell and the system may both tell of the same terminal, and that is no second wish.
        if (number == SIGHUP && std::exchange(isHungUp, true))
            return;
        Q_EMIT interrupted();
    });
    handle(onSignal);
}

Interrupts::~Interrupts()
{
    handle(SIG_DFL);
    m_notifier.reset();
    ::close(wakeUp[0]);
    ::close(wakeUp[1]);
}

#endif

} // namespace doorbuster
