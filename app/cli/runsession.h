// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/interrupts.h"
#include "core/engine/loadengine.h"
#include "core/outputs/fileoutputs.h"
#include "core/practice/practiceshop.h"
#include "core/report/console.h"

#include <QObject>
#include <QTextStream>

#include <optional>

namespace doorbuster {

/// One run of the engine on the console: from its start, or that of its practice shop, to the exit of the program.
class RunSession final : public QObject {
    Q_OBJECT
public:
    RunSession(RunConfig config, FileOutputs outputs, ConsoleStyle style);

    /// Runs the test; returns the exit status.
    int run(const QString &profileName, const std::optional<PracticeShop::Options> &practice);
    /// Verifies a finished run again.
    int verify(RunResult earlier);

private:
    int exec();
    void startEngine();
    void onLogged(const LogLine &line);
    void onFinished(const RunResult &result);
    void onShopFailed(const QString &reason);
    void leave();
    void fail(const QString &error, int status);

    RunConfig m_config;
    FileOutputs m_outputs;
    QTextStream m_out;
    ConsoleReporter m_console;
    Interrupts m_interrupts;
    PracticeShop m_shop;
    LoadEngine m_engine;
    QString m_profileName;
    bool m_verifying = false; ///< an earlier run's books
    int m_status = 0;
};

} // namespace doorbuster
