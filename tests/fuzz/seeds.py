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
