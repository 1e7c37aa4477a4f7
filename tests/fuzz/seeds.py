"""Small, whole inputs of every format, about people and places that do not exist."""

TEXT = """\
Harbour talks resume

SELM, May 3 (CNS) — Mayor Ada Lindqvist said: “The harbour belongs to everybody.”[1]

“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm.

“There is a second part,

“and it goes on here,” she added. Read Part I here.

[1] Selm Courier, May 2, 2024.
""".encode()

INTERVIEW = """\
#1234 | 02:10
Source: Coast TV (Selm)

Interviewer: Will the fees rise?
Ada Lindqvist: "No. I said [last year] that they would not."
وقال لينا عودة: «لن ندفع».
""".encode()

PAGE = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fees rise in Selm - The Selm Courier</title>
<meta property="og:site_name" content="The Selm Courier"><meta name="author" content="Tom Marsh">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",
"headline":"Fees rise in Selm","datePublished":"2022-03-12T10:00:00+01:00","author":[{"@type":"Person",
"name":"Tom Marsh"}],"publisher":{"name":"The Selm Courier"}}]}</script>
<link rel="canonical" href="https://courier.example/fees"></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav>
<article><h1>Fees rise in Selm</h1><p class="byline">By <a rel="author" href="/tm">Tom Marsh</a></p>
<time datetime="2022-03-12">12 March</time><figure><img src="a.jpg"><figcaption>Boats in Selm</figcaption></figure>
<p>The council of Selm raised the fees for boats on Monday, and the town is not amused about it at all.</p>
<h2>Anger in town</h2><blockquote><p>"No ship will pay," she wrote in a letter to the minister.</p></blockquote>
<ul><li>Boats under five metres pay nothing</li><li>All others pay a third more</li></ul>
<p>Interviewer: Will you resist?<br>Lena Ode: Yes, we will.</p><table><tr><td>Boats</td><td>12</td></tr></table>
</article><aside><a href="/x">Read also: ports</a></aside><footer><p>© 2022 The Selm Courier</p></footer></body></html>
""".encode()

SRT = b"""\
1
00:00:01,000 --> 00:00:03,500
<i>LINDQVIST:</i> The harbour

2
00:00:03,500 --> 00:00:06,000
belongs to everybody.

3
00:00:09,000 --> 00:00:11,000
- And the ferry?
- It stays.
"""

VTT = b"""\
WEBVTT

STYLE
::cue { color: white }

00:01.000 --> 00:03.500 align:start
<v Ada Lindqvist>The harbour <00:02.000><c>belongs</c>

00:03.500 --> 00:06.000
<v Ada Lindqvist>to everybody &amp; all.
"""

TTML = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
 xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="en"><head><metadata><ttm:agent xml:id="a"
 type="person"><ttm:name>Ada Lindqvist</ttm:name></ttm:agent></metadata></head><body begin="1s"><div>
<p begin="00:00:01:05" dur="2s" ttm:agent="a">The harbour<br/>belongs to everybody.</p>
<p begin="100t" end="4s">It <span begin="1s">stays</span>.</p>
</div></body></tt>
"""

MAIL = """\
From: =?utf-8?q?The_Selm_Courier?= <news@courier.example>
To: desk@monitor.example
Subject: =?utf-8?b?SGFyYm91ciB0YWxrcw==?=
Date: Tue, 05 Mar 2024 10:00:00 +0100
List-Id: Selm Courier <letter.courier.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: quoted-printable

=E2=80=9CThe harbour belongs to everybody,=E2=80=9D said Mayor Ada =
Lindqvist.
--b
Content-Type: text/html; charset=utf-8

<html><body><h1>Harbour talks</h1><p>\u201cThe harbour belongs to everybody,\u201d said Mayor Ada Lindqvist.</p>
<p>You receive this e-mail because you signed up. <a href="https://courier.example/u">Unsubscribe</a></p></body></html>
--b--
""".encode()

TELEGRAM = b"""\
{"id": 7, "type": "message", "date": "2024-03-05T10:00:00", "date_unixtime": "1709629200", "from": "Selm Harbour",
 "from_id": "channel42", "forwarded_from": "Radio Selm", "text": ["The ", {"type": "bold", "text": "harbour"},
 " belongs to everybody, said the mayor.\\n\\n", {"type": "link", "text": "https://courier.example/a"}]}
"""

RSS = b"""\
<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Selm Courier</title><link>https://courier.example/</link><ttl>30</ttl><item><title>Fees &amp; ferries</title>
<link>/fees?utm_source=rss&amp;id=1</link><guid isPermaLink="false">1</guid>
<source url="https://coast.example/rss">Coast &amp;amp; <![CDATA[<b>News]]></source>
<pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate>
<description><![CDATA[<p>The fees]]></description></item></channel></rss>
"""

ATOM = b"""\
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.example/"><title>Selm</title>
<entry><title type="html">
Fees</title><link rel="alternate" href="a/b"/><updated>2024-03-05T09:00:00Z</updated><id>urn:1</id>
<source><title>Coast News</title><link rel="self" href="https://coast.example/feed"/><id>urn:2</id></source></entry></feed>
"""

JSON_FEED = b"""\
{"version": "https://jsonfeed.org/version/1.1", "title": "Selm", "items": [{"id": "1", "url": "https://courier.example/a",
 "title": "Fees", "date_published": "2024-03-05T09:00:00+01:00"}]}
"""

SITEMAP = b"""\
<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://courier.example/fees</loc><news:news>
<news:publication><news:name>Selm</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-05</news:publication_date><news:title>Fees</news:title></news:news></url></urlset>
"""
