// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/aboutbox.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace doorbuster {

namespace {

struct AboutBox {
    Q_DECLARE_TR_FUNCTIONS(AboutBox)
};

} // namespace

void showAbout(QWidget *window)
{
    QMessageBox box(QMessageBox::NoIcon, AboutBox::tr("About Doorbuster"),
        AboutBox::tr("Doorbuster %1").arg(QStringLiteral(DOORBUSTER_VERSION)), QMessageBox::Close, window);
    box.setTextFormat(Qt::PlainText);
    box.setIconPixmap(window->windowIcon().pixmap(64));
    box.setInformativeText(
        AboutBox::tr("Will your flash-sale shop hold when the doors open?\n\nFree software under the GNU General "
                     "Public License, version 3 or later. Built with Qt %1.")
            .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

} // namespace doorbuster
