// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QFutureSynchronizer>
#include <QString>

#include <memory>

namespace doorbuster {

/// The result of the last run, kept in the user's data folder so that a long run is not lost with the window. Written
/// in the background; what cannot be kept can still be exported, which tells its errors.
class LastResult {
public:
    void keep(std::shared_ptr<const RunResult> result);
    /// Where it is, once what is being written is there. The file may be missing.
    QString file();

private:
    QFutureSynchronizer<void> m_writing;
};

} // namespace doorbuster
