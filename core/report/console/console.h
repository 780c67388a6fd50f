// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"
#include "core/result/runsnapshot.h"

#include <QString>
#include <QTextStream>

#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>

namespace doorbuster {

/// How to write to a console.
struct ConsoleStyle {
    bool terminal = false; ///< a progress bar, redrawn in place
    bool colour = false; ///< ANSI colours; never the only sign
    bool quiet = false; ///< only the verdict and errors
    std::function<int()> columns; ///< the terminal's width, asked at each redraw; unset = 80

    /// By what the stream is, NO_COLOR and TERM.
    static ConsoleStyle of(std::FILE *stream, bool noColor, bool quiet);
};

/// A run on the console, as text: header, a line every ten seconds, the tables at the end, the verdict last. Everything
/// that came from the shop is written through displayText(). One thread.
class ConsoleReporter {
public:
    static constexpr std::chrono::seconds lineInterval{10};

    /// Both must outlive the reporter; the stream is flushed after each call. One that cannot be written to any more,
    /// as its terminal or its reader is gone, is given up: nothing is said from then on.
    ConsoleReporter(QTextStream &out, ConsoleStyle style);
    Q_DISABLE_COPY_MOVE(ConsoleReporter)

    /// Profile, target and plan. `profileName` is shown where the profile has no name of its own.
    void begin(const Profile &profile, const QString &profileName = {});
    /// A line where a phase begins, a line every ten seconds, the bar on a terminal.
    void progress(const RunSnapshot &snapshot);
    /// A remark, above the bar: what was stopped, where a file went. Not with quiet.
    void message(const QString &text);
    /// A problem: also with quiet.
    void error(const QString &text);
    /// All tables and, at the very end, the verdict with its inputs.
    void finish(const RunResult &result);

private:
    void enterPhase(const RunSnapshot &snapshot);
    QString progressLine(const RunSnapshot &snapshot);
    void clearBar();
    void drawBar(const RunSnapshot &snapshot);
    void writeLine(const QString &line);
    bool isGivenUp() const { return m_out.status() != QTextStream::Ok; }

    QTextStream &m_out;
    ConsoleStyle m_style;
    std::optional<RunPhase> m_phase;
    std::chrono::nanoseconds m_nextLine{0};
    std::chrono::nanoseconds m_windowStart{0}; ///< requests per second are over the time since the last line
    double m_windowRequests = 0;
    bool m_barShown = false;
};

} // namespace doorbuster
