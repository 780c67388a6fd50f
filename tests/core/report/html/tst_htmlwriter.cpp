// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/html/htmlwriter.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestHtmlWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void elements()
    {
        HtmlWriter html;
        {
            const auto div = html.element("div", "class=\"a\"");
            html.element("b", {}, u"x"_s);
            html.text(u" y"_s);
        }
        QCOMPARE(html.finish(), QByteArray("<div class=\"a\"><b>x</b> y</div>\n"));
    }

    void textStaysText()
    {
        HtmlWriter html;
        html.element("p", {}, u"<script>alert('1')</script> & \"q\"\x1b\n\ufffe"_s);
        const QByteArray content = html.finish();
        QVERIFY2(content.startsWith("<p>&lt;script&gt;alert('1')&lt;/script&gt; &amp; &quot;q&quot;␛␊\ufffd</p>")
                || content.startsWith(
                    "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;q&quot;␛␊\ufffd</p>"),
            content.constData());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestHtmlWriter)
#include "tst_htmlwriter.moc"
