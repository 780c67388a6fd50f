// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/textsanitizer.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestTextSanitizer : public QObject {
    Q_OBJECT

private:
    static QString line(const TextSanitizer &sanitizer, const QByteArray &text, int limit = 200)
    {
        return sanitizer.line(UntrustedText(QByteArrayView(text)), limit);
    }

private Q_SLOTS:
    void comparesAsItCame()
    {
        const QByteArray word = "queued";
        QVERIFY(UntrustedText(QByteArrayView(word)) == "queued");
        QVERIFY(!(UntrustedText(QByteArrayView(word)) == "ready"));
        QVERIFY(UntrustedText().isEmpty());
    }

    void makesALine()
    {
        const TextSanitizer sanitizer({u"hunter22"_s});
        QCOMPARE(line(sanitizer, " no, hunter22\n\x1b[2J "), u"no, *** \u241b[2J"_s);
        QCOMPARE(line(sanitizer, {}), QString());
        QCOMPARE(sanitizer.line(u"hunter%32%32"_s), u"***"_s);
    }

    void learns()
    {
        TextSanitizer sanitizer;
        QCOMPARE(line(sanitizer, "tok-123"), u"tok-123"_s);
        const TextSanitizer before = sanitizer;
        sanitizer.learn(u"tok-123"_s);
        QCOMPARE(line(sanitizer, "tok-123"), u"***"_s);
        QCOMPARE(line(before, "tok-123"), u"tok-123"_s);
    }

    /// Wherever the cut falls, nothing is left of a secret across it.
    void cutsBehindTheMask()
    {
        const TextSanitizer sanitizer({u"hunter22"_s});
        for (int before = 0; before < 60; ++before) {
            const QString told = line(sanitizer, QByteArray(before, 'x') + "hunter22" + QByteArray(500, 'y'), 40);
            QVERIFY2(!told.contains(u'h'), qPrintable(told));
            QVERIFY(told.size() <= 40);
            QVERIFY(told.endsWith(u'\u2026'));
        }
    }

    /// Stars are shorter than what they stand for: still nothing of the text behind the part that was looked through
    /// comes to be seen.
    void neverShowsWhatWasNotLookedThrough()
    {
        const QString secret = QString(150, u's');
        const TextSanitizer sanitizer({secret});
        for (int shift = 0; shift < 160; ++shift) {
            const QByteArray body = QByteArray(shift, 'x') + secret.toUtf8().repeated(40);
            const QString told = line(sanitizer, body);
            QVERIFY2(!told.contains(u's'), qPrintable(told));
        }
    }

    /// Otherwise a worker would spend its time on the megabytes of a shop that is down.
    void looksAtNoMoreThanItShows()
    {
        const TextSanitizer sanitizer({u"hunter22"_s});
        const QByteArray body(64 * 1024 * 1024, 'h'); // each byte may begin the secret
        for (int i = 0; i < 100; ++i)
            QCOMPARE(line(sanitizer, body).size(), 200);
    }

    void readsOtherEncodingsToo()
    {
        const TextSanitizer sanitizer({u"hunter22"_s});
        const QString text = u"no hunter22"_s;
        const QByteArray utf16(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        const QString told = line(sanitizer, utf16);
        QCOMPARE(told, u"no ***"_s);
    }

    void keepsIdsComparable()
    {
        const TextSanitizer sanitizer({u"hunter22"_s});
        const QByteArray plain = "65f0c0ffee";
        QCOMPARE(sanitizer.id(plain), plain);
        QCOMPARE(sanitizer.id("ord-hunter22-1"), sanitizer.id("ord-hunter22-1"));
        QVERIFY(sanitizer.id("ord-hunter22-1") != sanitizer.id("ord-hunter22-2"));
        QVERIFY(!sanitizer.id("ord-hunter22-1").contains("hunter22"));
        QCOMPARE(sanitizer.id("a\x1b[2Jb"), "a\u241b[2Jb"_ba);
        QCOMPARE(sanitizer.id(QByteArray(4096, 'i')).size(), 4096);
        QVERIFY(sanitizer.id(QByteArray(4097, 'i')).isEmpty());
        QCOMPARE(sanitizer.value(UntrustedText(std::string_view("a@hunter22.de"))), u"a@***1a.de"_s);
    }

    /// A password such as "test" must not hide the buyers' own emails, or nobody's order would be found.
    void leavesWhatIsOpenlyOurs()
    {
        const TextSanitizer sanitizer({u"test"_s}, [](const QString &value) { return value.endsWith(u"@test.com"_s); });
        QCOMPARE(sanitizer.value(UntrustedText(std::string_view("vu1@test.com"))), u"vu1@test.com"_s);
        QCOMPARE(sanitizer.value(UntrustedText(std::string_view("vu1@test.org"))), u"vu1@***1a.org"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTextSanitizer)
#include "tst_textsanitizer.moc"
