// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

namespace doorbuster {

/// Text of any origin as XML and HTML may hold it, on one line: displayText(), without the code points that Unicode
/// lets pass and XML does not. It is not escaped yet.
QString xmlText(QStringView text, int limit = 200);

} // namespace doorbuster
