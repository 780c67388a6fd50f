// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/faultplan.h"
#include "core/practice/shoprules.h"

#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <optional>

namespace doorbuster {

/// A practice shop in its own process, started and stopped from here: `doorbuster-shop` on a free port of the loopback.
/// It ends with the program that started it. Lives in a thread with an event loop, and never blocks it.
///
/// After start() comes ready() or failed(); after ready(), failed() where the shop ends by itself. After stop() comes
/// stopped() and nothing else. A shop that failed can be started again once isRunning() is false.
class PracticeShop final : public QObject {
    Q_OBJECT

public:
    struct Options {
        ShopRules rules;
        Latency latency;
        double errorRate = 0;
    };

    explicit PracticeShop(QObject *parent = nullptr);
    /// A shop that still runs is killed.
    ~PracticeShop() override;

    /// `executable` empty: `doorbuster-shop` beside this program. Must not be running.
    void start(const QString &executable, const Options &options);
    /// Asks the shop to end; it is killed where it does not within 5 s. Nothing to do where none runs: no signal then.
    void stop();

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// 0 unless running.
    qint64 processId() const { return m_process.processId(); }
    /// Empty unless ready.
    QUrl url() const { return m_url; }
    /// What the shop counted (see ShopMetrics::toJson()); there after stopped(), unless it had to be killed.
    std::optional<QJsonObject> counts() const { return m_counts; }

    static QString defaultExecutable();

Q_SIGNALS:
    void ready(const QUrl &url);
    void failed(const QString &reason);
    void stopped();

private:
    enum class Stage { Idle, Starting, Ready, Stopping };

    void readOutput();
    void onError(QProcess::ProcessError error);
    void onFinished(int exitCode, QProcess::ExitStatus exitStatus);
    void onDeadline();
    void fail(const QString &reason);
    QString exitMessage(int exitCode, QProcess::ExitStatus exitStatus);

    QProcess m_process;
    QTimer m_deadline;
    Stage m_stage = Stage::Idle;
    QByteArray m_output;
    QUrl m_url;
    std::optional<QJsonObject> m_counts;
};

} // namespace doorbuster
