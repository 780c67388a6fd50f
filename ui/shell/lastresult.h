// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace doorbuster {

/// The result of the last run, kept in the user's data folder so that a long run is not lost with the window. Written
/// in the background, one after the other; the end of this object waits for it.
class LastResult final : public QObject {
    Q_OBJECT
public:
    explicit LastResult(QObject *parent = nullptr);

    void keep(std::shared_ptr<const RunResult> result);
    /// Calls it with the file's name as soon as nothing is being written, at the earliest after this returns. The file
    /// may be missing.
    void whenKept(std::function<void(const QString &file)> then);

Q_SIGNALS:
    void failed(const QString &why); ///< a sentence that names the file

private:
    QThreadPool m_thread;
};

} // namespace doorbuster
