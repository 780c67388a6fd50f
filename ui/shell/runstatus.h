// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runsnapshot.h"
#include "ui/session/runcontroller.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;

namespace doorbuster {

/// The line at the window's foot: phase, time, progress, the generator's health, and the practice shop. Without a run,
/// what the profile plans, or what keeps it from starting.
class RunStatus final : public QStatusBar {
    Q_OBJECT
public:
    explicit RunStatus(RunController &controller, QWidget *parent = nullptr);

    /// Shown while no run goes on: "peak 5,000 users · 6:30", or errors to fix.
    void setIdleText(const QString &text, bool isError);

private:
    void onSnapshot(const RunSnapshot &snapshot);
    void onResult(const RunResult &result);
    void showIdle();
    static void set(QLabel *label, const QString &text);

    RunController &m_controller;
    QLabel *m_phase = nullptr;
    QLabel *m_time = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_health = nullptr;
    QLabel *m_practice = nullptr;
    QString m_idleText;
    bool m_idleIsError = false;
};

/// "generator healthy · lag p99 2 ms · CPU 41 % · 58 MB", or why its figures are not to be trusted.
QString describeHealth(const GeneratorHealth &health, bool loadRanToEnd);
/// "Load · stage 5 of 6 · hold 5,000".
QString describePhase(const RunSnapshot &snapshot, const Profile &profile);

} // namespace doorbuster
