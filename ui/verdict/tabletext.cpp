// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/tabletext.h"

#include <QAbstractItemModel>

namespace doorbuster {

namespace {

QString cellText(const QVariant &value)
{
    return value.toString().replace(u'\t', u' ').replace(u'\n', u' ');
}

} // namespace

QString tableText(const QAbstractItemModel &model)
{
    QString text;
    const int columns = model.columnCount();
    const auto endOf = [columns](int column) { return column + 1 < columns ? u'\t' : u'\n'; };
    for (int column = 0; column < columns; ++column) {
        text += cellText(model.headerData(column, Qt::Horizontal)) + endOf(column);
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < columns; ++column) {
            text += cellText(model.index(row, column).data()) + endOf(column);
        }
    }
    return text;
}

} // namespace doorbuster
