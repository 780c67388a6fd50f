// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QAbstractItemModel;

namespace doorbuster {

/// A whole table as it is shown, with its header, as tab-separated lines: for the clipboard.
QString tableText(const QAbstractItemModel &model);

} // namespace doorbuster
