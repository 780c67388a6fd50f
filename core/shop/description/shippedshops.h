// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/description/descriptionreader.h"

#include <QList>
#include <QString>

namespace doorbuster {

/// The names of the descriptions that come with the program: "flash-sale", …; the default comes first.
const QStringList &shippedShopNames();
/// The text of one.
QByteArray shippedShopText(const QString &name);
/// One of them, read. They are tested: there is no error.
ShopDescription shippedShop(const QString &name);

struct ShopLoad {
    std::optional<ShopDescription> description;
    QString file; ///< the file's name, or the shipped name, for errors
    QList<DescriptionError> errors;
};

/// What a profile's target.shop names: a shipped description by its name, or a file, relative to `folder`.
ShopLoad loadShop(const QString &shop, const QString &folder);

} // namespace doorbuster
