// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace doorbuster {

/// Turns SIGINT (Ctrl+C), SIGTERM and the first SIGHUP into a signal on the event loop of its thread; SIGHUP not where
/// it was ignored before, as under nohup. One at a time may exist.
class Interrupts final : public QObject {
    Q_OBJECT
public:
    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

Q_SIGNALS:
    void interrupted();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace doorbuster
