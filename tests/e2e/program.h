// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace doorbuster {

/// A program of ours as a person runs it, with its output kept.
class Program {
public:
    static constexpr int patience = 60'000; ///< ms; only a broken program takes that long

    /// Starts `doorbuster-cli` with these arguments, in an environment without settings of the tester's own.
    static Program cli(const QStringList &arguments, const QStringList &environment = {});
    /// Likewise, with the hang-up of its terminal ignored from the start.
    static Program cliUnderNohup(const QStringList &arguments);
    /// Runs a line of bash, in which "$CLI" is the program and "$1" … are these arguments.
    static Program shell(const QString &line, const QStringList &arguments);
    /// Starts `doorbuster-shop` on a free port and waits until it listens.
    static Program shop(const QStringList &arguments = {});
    /// Starts `oddshop` with these twists, likewise.
    static Program oddShop(const QStringList &twists);
    /// As cli() and shop(), each into a pipe whose reader leaves after the first line, as in `doorbuster-cli run | head
    /// -n 1`.
    static Program cliReadOnce(const QStringList &arguments);
    static Program shopReadOnce();

    Program(Program &&) = default;
    Program &operator=(Program &&) = delete;
    ~Program(); ///< ends it where it still runs

    /// Waits for its end; returns the exit status, or -1 where it crashed or did not end in time.
    int finish(std::chrono::milliseconds limit = std::chrono::milliseconds(patience));
    /// Waits until its output holds this text. False where it ends before, or never says it.
    bool waitFor(const QString &text);
    /// Waits for its end, so long at most. True where it has ended.
    bool endsWithin(std::chrono::milliseconds time);
    /// Waits until the reader of its first line has left. False where there is none, or it stays.
    bool waitForReaderToLeave();
    QString output(); ///< standard output so far, as far as it is read
    QString errors(); ///< standard error so far
    void interrupt(); ///< SIGINT
    void hangUp(); ///< SIGHUP
    void kill() { m_process->kill(); }
    QString url() const { return m_url; } ///< of a shop

private:
    enum class Reader { Test, FirstLineOnly };
    Program(const QString &program, const QStringList &arguments, const QStringList &environment = {},
        Reader reader = Reader::Test);
    void readUrl();
    QProcess &heard() { return m_reader ? *m_reader : *m_process; }

    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<QProcess> m_reader; ///< of its output, where that is not this test itself
    QByteArray m_output;
    QByteArray m_errors;
    QString m_url;
};

/// A short run: 40 buyers for a second and a half, no waits that are only there for real shops.
QStringList shortRun();

} // namespace doorbuster
