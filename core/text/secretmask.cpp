// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/secretmask.h"

#include "core/text/escapes.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

namespace doorbuster {

namespace {

/// Of a longer secret only this much is looked for; what follows it is masked up to the next blank or quote.
constexpr qsizetype longestNeedle = 1024;
constexpr int deepestEscape = 2;
constexpr int mostSeparators = 4; ///< between two characters of a secret
constexpr int mostBranches = 16; ///< characters that can be read in two ways, at one place

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// base64url's digits for base64's.
char base64Digit(char c)
{
    return c == '-' ? '+' : c == '_' ? '/' : c;
}

bool isBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
        || c == '-' || c == '_';
}

/// How long a blank, control character or invisible character is at the text's beginning; 0: it is none.
qsizetype separatorLength(QByteArrayView text)
{
    const auto byte = [text](qsizetype at) { return at < text.size() ? uchar(text[at]) : uchar(0); };
    if (text.isEmpty())
        return 0;
    if (byte(0) <= 0x20 || byte(0) == 0x7f)
        return 1;
    if (byte(0) == 0xc2 && (byte(1) == 0xa0 || byte(1) == 0xad || (byte(1) >= 0x80 && byte(1) < 0xa0)))
        return 2;
    // U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, and U+FEFF.
    if (byte(0) == 0xe2 && byte(1) == 0x80
        && ((byte(2) >= 0x8b && byte(2) <= 0x8f) || (byte(2) >= 0xa8 && byte(2) <= 0xae)))
        return 3;
    if (byte(0) == 0xe2 && byte(1) == 0x81 && byte(2) >= 0xa0 && byte(2) <= 0xaf)
        return 3;
    return byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf ? 3 : 0;
}

/// The same, also where it is written as an escape.
qsizetype writtenSeparatorLength(QByteArrayView text)
{
    if (const qsizetype length = separatorLength(text); length > 0)
        return length;
    for (int depth = 1; depth <= deepestEscape && mayEscape(text.front()); ++depth) {
        const MeantCharacter character = readEscaped(text, depth);
        if (separatorLength(character.view()) == character.size)
            return character.length;
    }
    return 0;
}

enum class Spelling : quint8 { Plain, Backwards, Hex, Base64, Base64Behind1, Base64Behind2 };

/// One way to write a secret, but for the escapes of its characters.
struct Needle {
    QByteArray bytes; ///< lower case, but for base64
    QByteArray exact; ///< the same as it is usually written
    Spelling spelling = Spelling::Plain;
    quint16 secret = 0; ///< its number
    bool cut = false; ///< not all of the secret

    bool isBase64() const { return spelling >= Spelling::Base64; }
    bool meets(char one, char other) const { return isBase64() ? base64Digit(one) == other : lowered(one) == other; }
};

/// The digits that a secret alone decides behind 0, 1 or 2 bytes of a group of three.
QByteArray base64Core(const QByteArray &secret, int behind)
{
    const QByteArray encoded = QByteArray(QByteArray(behind, '\0') + secret).toBase64();
    const qsizetype first = behind == 0 ? 0 : behind + 1;
    const qsizetype whole = (behind + secret.size()) * 8 / 6;
    return encoded.sliced(first, whole - first);
}

/// In what way a text writes a needle, where it is not the usual one: capitals, escapes, what stands between its
/// characters. A sum over the differences, which holds no character of the secret.
class WritingSum {
public:
    void addCharacter(QByteArrayView written, QByteArrayView meant, QByteArrayView usual)
    {
        if (written == usual)
            return mix(0);
        m_isUsual = false;
        mix(quint8(written.size()));
        mix(meant == usual ? 1 : 2); // else in another case
        for (const char byte : written) // an escape's marks and the case of its letters
            mix(quint8((byte >= 'A' && byte <= 'Z') + 2 * (byte >= 'a' && byte <= 'z') + 4 * int(mayEscape(byte))));
    }
    void addBetween(QByteArrayView written)
    {
        m_isUsual = false;
        for (const char byte : written)
            mix(uchar(byte));
    }
    bool isUsual() const { return m_isUsual; }
    QByteArray text() const { return QByteArray::number((m_sum ^ (m_sum >> 16)) & 0xffff, 16); }

private:
    void mix(quint8 byte) { m_sum = (m_sum ^ byte) * 16777619u; } // FNV-1a

    quint32 m_sum = 2166136261u;
    bool m_isUsual = true;
};

/// Looks for one needle at one place.
class Match {
public:
    Match(QByteArrayView text, const Needle &needle, bool textIsCut)
        : m_text(text)
        , m_needle(needle)
        , m_textIsCut(textIsCut)
    {
    }

    /// Where the needle that begins at `at` ends; -1: it does not begin there.
    qsizetype endFrom(qsizetype at, qsizetype done = 0, WritingSum sum = {})
    {
        int separators = 0;
        while (done < m_needle.bytes.size()) {
            if (at >= m_text.size()) {
                m_writing = sum;
                return m_textIsCut && done > 0 ? at : -1;
            }
            if (const Ways ways = waysToRead(at, done); ways.count > 0) {
                for (std::size_t i = 0; i + 1 < ways.count && m_branches < mostBranches; ++i) {
                    ++m_branches;
                    const MeantCharacter &way = ways.all[i];
                    const qsizetype end = endFrom(at + way.length, done + way.size, added(sum, at, done, way));
                    if (end >= 0)
                        return end;
                }
                const MeantCharacter &way = ways.all[ways.count - 1];
                sum = added(sum, at, done, way);
                at += way.length;
                done += way.size;
                separators = 0;
                continue;
            }
            const qsizetype skipped = done > 0 ? writtenSeparatorLength(m_text.sliced(at)) : 0;
            if (skipped == 0 || ++separators > mostSeparators)
                return -1;
            sum.addBetween(m_text.sliced(at, skipped));
            at += skipped;
        }
        m_writing = sum;
        return at;
    }

    /// Of the needle that was found.
    const WritingSum &writing() const { return m_writing; }

private:
    WritingSum added(WritingSum sum, qsizetype at, qsizetype done, const MeantCharacter &way) const
    {
        sum.addCharacter(
            m_text.sliced(at, way.length), way.view(), QByteArrayView(m_needle.exact).sliced(done, way.size));
        return sum;
    }

    bool startsWith(qsizetype done, const MeantCharacter &character) const
    {
        if (character.size == 0 || character.size > m_needle.bytes.size() - done)
            return false;
        for (qsizetype i = 0; i < character.size; ++i) {
            if (!m_needle.meets(character.bytes[std::size_t(i)], m_needle.bytes[done + i]))
                return false;
        }
        return true;
    }

    /// The ways to read the text's next character in which it is the needle's: a secret may itself look as if it had
    /// escapes, and what looks like the escape of an escape may be the escape of a secret's.
    struct Ways {
        std::array<MeantCharacter, deepestEscape + 1> all;
        std::size_t count = 0;
    };
    Ways waysToRead(qsizetype at, qsizetype done) const
    {
        Ways ways;
        const int deepest = mayEscape(m_text[at]) ? deepestEscape : 0;
        for (int depth = 0; depth <= deepest; ++depth) {
            const MeantCharacter character = readEscaped(m_text.sliced(at), depth);
            const bool isKnown = ways.count > 0 && ways.all[ways.count - 1].length == character.length;
            if (!isKnown && startsWith(done, character))
                ways.all[ways.count++] = character;
        }
        return ways;
    }

    QByteArrayView m_text;
    const Needle &m_needle;
    bool m_textIsCut;
    int m_branches = 0;
    WritingSum m_writing;
};

} // namespace

struct SecretMask::Data {
    QStringList secrets;
    std::vector<Needle> needles; ///< the longest first, as one may be a part of another
    std::bitset<256> starts; ///< bytes with which one may begin
    std::bitset<65536> pairs; ///< of such a byte and the next

    void add(const QByteArray &secret, Spelling spelling, quint16 number)
    {
        Needle needle{.bytes = secret.first(std::min(secret.size(), longestNeedle)),
            .exact = secret.first(std::min(secret.size(), longestNeedle)),
            .spelling = spelling,
            .secret = number,
            .cut = secret.size() > longestNeedle};
        if (!needle.isBase64())
            std::transform(needle.bytes.begin(), needle.bytes.end(), needle.bytes.begin(), lowered);
        needles.push_back(std::move(needle));
    }

    void addAll(const QString &secret, quint16 number)
    {
        const QByteArray bytes = secret.toUtf8();
        add(bytes, Spelling::Plain, number);
        QByteArray backwards = bytes;
        std::reverse(backwards.begin(), backwards.end());
        add(backwards, Spelling::Backwards, number);
        add(bytes.toHex(), Spelling::Hex, number);
        for (int behind = 0; behind < 3; ++behind)
            add(base64Core(bytes, behind), Spelling(int(Spelling::Base64) + behind), number);
    }

    void index()
    {
        std::stable_sort(needles.begin(), needles.end(),
            [](const Needle &left, const Needle &right) { return left.bytes.size() > right.bytes.size(); });
        std::bitset<256> between; // what a secret's second character may begin with, whatever it is
        for (int byte = 0; byte < 256; ++byte)
            between[std::size_t(byte)] =
                byte <= 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xe2 || byte == 0xef || mayEscape(char(byte));
        for (int byte = 0; byte < 256; ++byte) {
            for (const Needle &needle : needles) {
                const bool begins = mayEscape(char(byte)) || needle.meets(char(byte), needle.bytes[0]);
                if (!begins)
                    continue;
                starts.set(std::size_t(byte));
                for (int next = 0; next < 256; ++next) {
                    if (mayEscape(char(byte)) || between[std::size_t(next)]
                        || needle.meets(char(next), needle.bytes[1]))
                        pairs.set(std::size_t(byte * 256 + next));
                }
            }
        }
    }

    bool mayBeginAt(QByteArrayView text, qsizetype at) const
    {
        const auto byte = std::size_t(uchar(text[at]));
        return starts[byte] && (at + 1 == text.size() || pairs[byte * 256 + uchar(text[at + 1])]);
    }
};

SecretMask::SecretMask(const QStringList &secrets)
{
    auto data = std::make_shared<Data>();
    for (const QString &secret : secrets) {
        if (secret.toUtf8().size() < shortest || data->secrets.contains(secret))
            continue;
        data->secrets.append(secret);
        data->addAll(secret, quint16(data->secrets.size()));
    }
    if (data->secrets.isEmpty())
        return;
    data->index();
    m_data = std::move(data);
}

SecretMask SecretMask::with(const QString &secret) const
{
    if (secret.toUtf8().size() < shortest || (m_data && m_data->secrets.contains(secret)))
        return *this;
    return SecretMask((m_data ? m_data->secrets : QStringList()) + QStringList{secret});
}

QByteArray SecretMask::masked(QByteArrayView text, qsizetype shown, Style style) const
{
    shown = std::min(shown, text.size());
    if (!m_data)
        return text.first(shown).toByteArray();
    const bool isCut = shown < text.size();
    QByteArray told;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < shown; ++at) {
        if (!m_data->mayBeginAt(text, at))
            continue;
        std::array<char, deepestEscape + 1> firsts; // what the character here may mean
        firsts.fill(text[at]);
        for (int depth = 1; depth <= deepestEscape && mayEscape(text[at]); ++depth)
            firsts[std::size_t(depth)] = readEscaped(text.sliced(at), depth).bytes[0];
        for (const Needle &needle : m_data->needles) {
            if (std::none_of(firsts.begin(), firsts.end(),
                    [&needle](char first) { return needle.meets(first, needle.bytes[0]); }))
                continue; // most are out at once
            Match match(text, needle, isCut);
            qsizetype end = match.endFrom(at);
            if (end < 0)
                continue;
            qsizetype begin = at;
            if (needle.isBase64()) { // the digits at the edges hold some bits of the secret
                if (needle.spelling != Spelling::Base64 && begin > copied && isBase64(text[begin - 1]))
                    --begin;
                if (end < text.size() && isBase64(text[end]))
                    ++end;
                while (end < text.size() && text[end] == '=')
                    ++end;
            }
            if (needle.cut) {
                while (end < text.size() && separatorLength(text.sliced(end)) == 0 && text[end] != '"')
                    ++end;
            }
            told += text.sliced(copied, begin - copied);
            told += "***";
            if (style == Style::Numbered) {
                told += QByteArray::number(needle.secret, 36);
                told += char('a' + int(needle.spelling));
                if (!match.writing().isUsual())
                    told += '-' + match.writing().text();
            }
            copied = end;
            at = end - 1;
            break;
        }
    }
    if (copied < shown)
        told += text.sliced(copied, shown - copied);
    return told;
}

} // namespace doorbuster
