// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/description/shopdescription.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace doorbuster {

/// What is wrong with a description, and where.
struct DescriptionError {
    int line = 0; ///< from 1; 0: the file as a whole
    int column = 0; ///< from 1, in characters
    QString path; ///< "buy.answers[2]"; empty for the whole
    QString message; ///< a clause without the path

    friend bool operator==(const DescriptionError &, const DescriptionError &) = default;
};

/// "shop.json:12:5: buy.answers[2]: …"
QString describe(const DescriptionError &error, const QString &file);

struct DescriptionReading {
    std::optional<ShopDescription> description; ///< only where there is no error
    QList<DescriptionError> errors; ///< all of them, in the order of the file
};

/// Reads a description of at most 1 MiB: its form, and whether it can work (see checkDescription). All errors at once.
DescriptionReading readDescription(const QByteArray &json);

} // namespace doorbuster
