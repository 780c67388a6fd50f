// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/shippedshops.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

// Outside the namespace, since the resource compiler's function is; without it a static library's resources are
// dropped.
static void initShippedShops()
{
    Q_INIT_RESOURCE(shops);
}

namespace doorbuster {

using namespace Qt::StringLiterals;

const QStringList &shippedShopNames()
{
    static const QStringList names{u"flash-sale"_s, u"vendure"_s};
    return names;
}

QByteArray shippedShopText(const QString &name)
{
    initShippedShops();
    QFile file(u":/shops/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ShopDescription shippedShop(const QString &name)
{
    DescriptionReading reading = readDescription(shippedShopText(name));
    for (const DescriptionError &error : reading.errors)
        qCritical("%s", qPrintable(describe(error, name)));
    Q_ASSERT(reading.description);
    return std::move(reading.description).value_or(ShopDescription());
}

ShopLoad loadShop(const QString &shop, const QString &folder)
{
    ShopLoad load;
    load.file = shop;
    if (shippedShopNames().contains(shop)) {
        load.description = shippedShop(shop);
        return load;
    }
    const QString path = QDir(folder).absoluteFilePath(shop);
    load.file = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        load.errors.append({0, 0, {},
            u"cannot be read (%1); shipped descriptions are %2"_s.arg(
                file.errorString(), shippedShopNames().join(u", "_s))});
        return load;
    }
    constexpr qint64 longest = 1024 * 1024 + 1; // the reader refuses one of more than 1 MiB by its name
    DescriptionReading reading = readDescription(file.read(longest));
    load.description = std::move(reading.description);
    load.errors = std::move(reading.errors);
    return load;
}

} // namespace doorbuster
