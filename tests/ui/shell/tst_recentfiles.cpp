// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/recentfiles.h"

#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestRecentFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void latestFirstEachOnce();
    void keepsTenOverARestart();
    void forgets();
};

void TestRecentFiles::latestFirstEachOnce()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    RecentFiles recent(settings);
    QSignalSpy changed(&recent, &RecentFiles::changed);
    recent.add(u"/a.json"_s);
    recent.add(u"/b.json"_s);
    recent.add(u"/a.json"_s);
    QCOMPARE(recent.files(), (QStringList{u"/a.json"_s, u"/b.json"_s}));
    QCOMPARE(changed.count(), 3);
}

void TestRecentFiles::keepsTenOverARestart()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    {
        RecentFiles recent(settings);
        for (int file = 0; file < 15; ++file)
            recent.add(u"/%1.json"_s.arg(file));
    }
    const RecentFiles again(settings);
    QCOMPARE(again.files().size(), RecentFiles::limit);
    QCOMPARE(again.files().first(), u"/14.json"_s);
}

void TestRecentFiles::forgets()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    RecentFiles recent(settings);
    recent.add(u"relative.json"_s);
    QCOMPARE(recent.files(), QStringList{QFileInfo(u"relative.json"_s).absoluteFilePath()});
    recent.remove(u"/never.json"_s);
    QCOMPARE(recent.files().size(), 1);
    recent.remove(u"relative.json"_s);
    QVERIFY(recent.files().isEmpty());
    recent.add(u"/a"_s);
    recent.clear();
    QVERIFY(RecentFiles(settings).files().isEmpty());
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRecentFiles)
#include "tst_recentfiles.moc"
