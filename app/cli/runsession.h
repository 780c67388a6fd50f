// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commandconsole.h"
#include "app/cli/interrupts.h"
#include "core/engine/run/loadengine.h"
#include "core/practice/practiceshop.h"
#include "core/report/fileoutputs.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace doorbuster {

/// One run of the engine on the console: from its start, or that of its practice shop, to the exit of the program.
class RunSession final : public QObject {
    Q_OBJECT
public:
    RunSession(RunConfig config, FileOutputs outputs, ConsoleOptions console);

    /// Runs the test; returns the exit status.
    int run(const QString &profileName, const std::optional<PracticeShop::Options> &practice);
    /// Verifies a finished run again, which was loaded from `file`.
    int verify(RunResult earlier, const QString &file);

private:
    int exec();
    void startEngine();
    /// Sets aside what earlier runs left, and starts the engine. `input` is the file of a run that is verified again.
    void begin(const QString &input, const std::function<std::optional<QString>()> &start);
    void onLogged(const LogLine &line);
    void onInterrupted();
    void onFinished(const std::shared_ptr<RunResult> &finished);
    void tell(const FileOutputs::Outcome &files);
    void onShopFailed(const QString &reason);
    void leave();
    void fail(const QString &error, int status);

    RunConfig m_config;
    FileOutputs m_outputs;
    CommandConsole m_console;
    Interrupts m_interrupts;
    PracticeShop m_shop;
    LoadEngine m_engine;
    QString m_profileName;
    bool m_verifying = false; ///< an earlier run's books
    bool m_concluded = false; ///< the exit status stands
    int m_status = 0;
};

} // namespace doorbuster
