/** Names by where they come from. All are common names put together by chance: nobody in particular has them. */
export type NameStock = {
  readonly female: readonly string[]
  readonly male: readonly string[]
  readonly family: readonly string[]
  /** Family names whose form follows the bearer's sex, as the female form of each male one. */
  readonly femaleFamily?: Readonly<Record<string, string>>
  /** The language spoken at home besides English, where there is one. */
  readonly language?: string
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const phrases = (text: string): readonly string[] => text.split(',').map(phrase => phrase.trim())

const english: NameStock = {
  female:
    words(`Amelia Olivia Isla Emily Poppy Ava Isabella Jessica Lily Sophie Grace Sophia Mia Evie Ruby Ella Scarlett
    Isabelle Chloe Sienna Freya Phoebe Charlotte Daisy Alice Florence Eva Millie Rosie Evelyn Elsie Matilda Lola Molly Harriet
    Imogen Erin Maisie Lucy Abigail Hannah Holly Georgia Bethany Megan Amber Jasmine Keira Skye Summer Willow Ivy Martha
    Kayleigh Shannon Paige Leah Lacey Tilly Darcey Tegan Ellie-Mae Lexi Nancy Robyn Beatrice Eleanor Heidi Amy Niamh Zoe`),
  male: words(`Oliver Jack Harry George Charlie Jacob Thomas Noah William Oscar James Leo Alfie Henry Joshua Freddie Archie
    Ethan Isaac Alexander Joseph Edward Samuel Max Logan Lucas Daniel Theo Arthur Harrison Benjamin Mason Finley Sebastian
    Adam Dylan Zachary Riley Teddy Theodore David Toby Jake Louie Elijah Reuben Arlo Hugo Luca Jaxon Matthew Harvey Reggie
    Tyler Callum Connor Kieran Liam Ryan Kyle Bradley Owen Rhys Lewis Cameron Aiden Jayden Kai Rory Ellis Frankie Bobby Stanley`),
  family:
    words(`Smith Jones Taylor Brown Wilson Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards
    Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Cooper Morris Ward Moore Watson Baker Harrison Morgan Allen
    James Scott Phillips Lee Mitchell Parker Bennett Cook Shaw Bailey Carter Richardson Marshall Collins Webb Rogers Simpson
    Palmer Mills Powell Barnes Chapman Hunt Knight Lloyd Stevens Butler Russell Fisher Dixon Reynolds Foster Burton Page Holmes
    Andrews Gibson Pearce Fox Hawkins Francis Dean Lawrence Payne Bird Cole Perry Hart Sutton Wells Lowe Marsh Nicholls Saunders
    Bishop Harding Potter Gardner Stone Frost Tucker Coleman Newman Bryant Jenkins Cross Barker Lane Gray Field Hayward Lambert
    D'Arcy Attfield Whitmore Penfold Tidy Stemp Longhurst Boxall Woods Steadman`),
}

const irish: NameStock = {
  female: words(
    'Aoife Saoirse Niamh Caoimhe Róisín Siobhán Ciara Orla Sinéad Gráinne Clodagh Máire Éabha Fiadh Bríd Aisling',
  ),
  male: words(
    'Oisín Tadhg Cillian Fionn Darragh Conor Seán Rían Eoin Cormac Pádraig Ruairí Diarmuid Naoise Declan Brendan',
  ),
  family:
    phrases(`O'Brien, O'Connor, O'Sullivan, Ó Briain, Murphy, Kelly, Byrne, Ryan, Walsh, Doyle, McCarthy, Gallagher,
    O'Neill, Fitzgerald, Nolan, Kavanagh, McDonagh, Brennan, Ní Bhriain, Moriarty`),
}

const traveller: NameStock = {
  female: words(
    'Margaret Bridget Kathleen Mary-Ann Shakira Chantelle Savannah Brigid Winnie Nora Sheena Mary-Kate Theresa',
  ),
  male: words(
    'Patrick Martin John-Paul Michael Jimmy Miley Hughie Larry Francie Tommy-Joe Ned Christy Levi Nelson Henry',
  ),
  family: words(
    'Ward Connors Maughan Doherty McDonagh Stokes Cash Delaney Doran Loveridge Lee Smith Cooper Boswell Price Lock',
  ),
}

const polish: NameStock = {
  female: words(
    'Zuzanna Julia Maja Zofia Hanna Lena Alicja Oliwia Wiktoria Amelia Nadia Kinga Agnieszka Małgorzata Żaneta',
  ),
  male: words(
    'Jakub Szymon Antoni Filip Kacper Wojciech Michał Mateusz Łukasz Paweł Krzysztof Oskar Igor Bartłomiej Świętosław',
  ),
  family: words(
    'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Jabłoński Mróz Pawłowski',
  ),
  femaleFamily: {
    Kowalski: 'Kowalska',
    Wiśniewski: 'Wiśniewska',
    Kamiński: 'Kamińska',
    Lewandowski: 'Lewandowska',
    Zieliński: 'Zielińska',
    Szymański: 'Szymańska',
    Dąbrowski: 'Dąbrowska',
    Jabłoński: 'Jabłońska',
    Pawłowski: 'Pawłowska',
  },
  language: 'Polish',
}

const romanian: NameStock = {
  female: words('Andreea Ioana Maria Elena Ștefania Denisa Larisa Roxana Mihaela Bianca Florentina Crina'),
  male: words('Andrei Alexandru Ionuț Ștefan Mihai Florin Răzvan Vlad Cristian Gabriel Darius Marius'),
  family: words('Popescu Ionescu Popa Dumitru Stan Stoica Gheorghe Rusu Munteanu Constantin Țăranu Lăcătuș Ciobanu'),
  language: 'Romanian',
}

const portuguese: NameStock = {
  female: phrases('Beatriz, Leonor, Matilde, Inês, Carolina, Mariana, Ana Rita, Joana, Margarida, Lara'),
  male: phrases('João, Rodrigo, Martim, Tomás, Duarte, Gonçalo, Tiago, Diogo, Rafael, João Pedro'),
  family: phrases('Silva, Santos, Ferreira, Pereira, Costa, de Sousa, Gonçalves, dos Reis, Araújo, Magalhães'),
  language: 'Portuguese',
}

const southernEuropean: NameStock = {
  female: phrases('Chiara, Giulia, Martina, Lucía, Carmen, Eleni, Sofía, Alessia, María José, Dimitra'),
  male: phrases('Lorenzo, Matteo, Álvaro, Giorgos, Nikolaos, Pablo, Iñigo, Davide, Javier, Andrés'),
  family: phrases("Rossi, Bianchi, D'Angelo, García, Fernández, Núñez, Papadopoulos, Esposito, de la Cruz, Moretti"),
  language: 'Spanish',
}

const turkish: NameStock = {
  female: words('Zeynep Elif Defne Ayşe Fatma Büşra Ebru Gülşen Emine Selin'),
  male: words('Mehmet Emre Kaan Ömer Yusuf Hüseyin Barış Çağrı Deniz İsmail'),
  family: words('Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan'),
  language: 'Turkish',
}

const indian: NameStock = {
  female: words(
    'Aanya Diya Priya Ananya Kavya Harpreet Simran Jasleen Meera Nisha Sunita Lakshmi Pooja Riya Tanvi Gurleen',
  ),
  male: words(
    'Arjun Aarav Rohan Vivaan Krishna Harjit Gurpreet Karan Dev Nikhil Rajesh Suresh Ishaan Advik Manpreet Sanjay',
  ),
  family: words('Patel Shah Sharma Singh Kaur Gill Reddy Nair Iyer Mehta Desai Chaudhary Sandhu Dhillon Rao Kapoor'),
  language: 'Gujarati',
}

const pakistani: NameStock = {
  female: words(
    'Aisha Fatima Zainab Maryam Ayesha Hafsa Iqra Khadija Sana Mahnoor Noor Amina Rabia Bushra Hira Sumaira',
  ),
  male: words('Muhammad Mohammed Ibrahim Yusuf Hamza Bilal Usman Ali Hassan Haider Zain Tariq Imran Adeel Faisal Musa'),
  family: words('Khan Ahmed Hussain Malik Akhtar Iqbal Mahmood Begum Bibi Raja Mirza Butt Chaudhry Qureshi Shah Aslam'),
  language: 'Urdu',
}

const bangladeshi: NameStock = {
  female: words('Sumaiya Tasnim Nusrat Farhana Jannat Rumana Shapla Taslima Nazma Ruksana'),
  male: words('Rahim Tanvir Shafiq Rakib Abdul Jubayer Kamrul Nazrul Sohel Mizanur'),
  family: words('Miah Uddin Rahman Hossain Islam Begum Khatun Chowdhury Choudhury Alam'),
  language: 'Bengali (Sylheti)',
}

const nepali: NameStock = {
  female: words('Aarati Sushmita Pabitra Anjali Sabina Bimala Kopila Prakriti Binita Sarita'),
  male: words('Bishal Prakash Suman Roshan Dipesh Kiran Bikash Anil Nabin Sagar'),
  family: words('Gurung Tamang Rai Limbu Thapa Magar Shrestha Pun Sherpa Adhikari'),
  language: 'Nepali',
}

const tamil: NameStock = {
  female: words('Abinaya Kavitha Thulasi Nila Anusha Dharshini Priyanka Sharmila Yalini Subha'),
  male: words('Ajith Kavin Pirathap Suthan Arun Vithushan Mathan Nirosh Kajan Thinesh'),
  family: words(
    'Sivakumar Ratnam Selvarajah Kumarasamy Nadarajah Thambirajah Balasubramaniam Yogeswaran Kandiah Perera',
  ),
  language: 'Tamil',
}

const filipino: NameStock = {
  female: phrases('Maria Clara, Angelica, Princess, Jasmine Joy, Althea, Rosario, Cristina, Mary Grace'),
  male: phrases('John Paul, Miguel, Jose Rizaldo, Christian, Angelo, Mark Anthony, Gabriel, Rico'),
  family: phrases('Santos, Reyes, Dela Cruz, Bautista, Ocampo, Villanueva, Mendoza, Aquino'),
  language: 'Tagalog',
}

const chinese: NameStock = {
  female: words('美玲 雅婷 思雨 小红 佳怡 Mei-Ling Xinyi Yuki Wing-Yan Hui-Min Jia Yan'),
  male: words('志明 子轩 浩然 伟 俊杰 Jun-Jie Zixuan Haoran Ka-Ho Wei Chi-Keung Ming'),
  family: words('陈 王 李 张 黄 Chan Wong Li Zhang Chen Lau Cheung Lam'),
  language: 'Cantonese',
}

const westAfrican: NameStock = {
  female: words(
    'Oluwaseun Ifeoma Adaeze Chiamaka Ayomide Temitope Folasade Akosua Abena Efua Ngozi Yetunde Titilayo Esi Amaka',
  ),
  male: words(
    'Oluwatobi Chukwuemeka Olumide Babatunde Kwame Kofi Kwabena Emeka Obinna Tunde Femi Yaw Chidi Ayodele Segun',
  ),
  family: words(
    'Adeyemi Okafor Okonkwo Adebayo Ogunleye Mensah Owusu Boateng Asante Eze Nwosu Oyelaran Agyeman Balogun Ojo Oluwafemi',
  ),
  language: 'Yoruba',
}

const eastAfrican: NameStock = {
  female: words('Hodan Ayaan Hibo Sagal Ifrah Fardowsa Selam Bethlehem Tsion Rahel Winta Nasra'),
  male: words('Abdirahman Liban Mahad Ayanle Guled Abdullahi Yonas Dawit Filmon Natnael Biniam Samuel'),
  family: words('Warsame Abdi Farah Hassan Mohamud Jama Tesfay Haile Gebremariam Kidane Tekle Osman'),
  language: 'Somali',
}

const southernAfrican: NameStock = {
  female: words('Tendai Rutendo Nomvula Thandiwe Chipo Tariro Lindiwe Nyasha Vimbai Zanele'),
  male: words('Tatenda Tinashe Farai Sipho Tawanda Kudzai Themba Bongani Munashe Simba'),
  family: words('Moyo Ncube Sibanda Dube Ndlovu Chikwanha Mutasa Nkosi Banda Phiri'),
  language: 'Shona',
}

const caribbean: NameStock = {
  female: words('Shanice Aaliyah Keisha Tiana Monique Nevaeh Shanelle Latoya Renée Amara Jada Kiara'),
  male: words('Tyrone Jermaine Malachi Isaiah Kymani Andre Marlon Josiah Leon Jaheim Dwayne Micah'),
  family: words('Campbell Williams Brown Francis Grant Clarke Gordon Henry Bailey Powell Morrison Reid'),
}

const arabic: NameStock = {
  female: words('Layla Nour Yasmin Rania Huda Salma Mariam Zahra Rahma Dina Aya Lina'),
  male: words('Omar Khaled Youssef Karim Amir Samir Hadi Anas Tariq Bassam Mahdi Ziad'),
  family: phrases(
    'Al-Hassan, Haddad, Mansour, Saleh, El-Sayed, Khalil, Nasser, Abdel Rahman, Al-Jabouri, Najjar, Hamdan, Aziz',
  ),
  language: 'Arabic',
}

const iranian: NameStock = {
  female: words('Shirin Parisa Nasrin Mahsa Yasaman Leila Ziba Roya'),
  male: words('Arash Reza Kaveh Behrouz Amirhossein Farhad Navid Milad'),
  family: words('Ahmadi Hosseini Karimi Rahimi Moradi Jafari Rezaei Shirazi'),
  language: 'Farsi',
}

const kurdish: NameStock = {
  female: words('Rojin Dilan Berivan Zhila Shilan Nazdar'),
  male: words('Azad Rebin Hiwa Karwan Soran Dilshad Aram Zana Rawand Sherko'),
  family: phrases('Hamad, Qadir, Salih, Mustafa, Rasul, Aziz, Barzan, Omer, Kareem, Faraj'),
  language: 'Kurdish (Sorani)',
}

const afghan: NameStock = {
  female: words('Zarmina Laila Parwana Shabnam Nargis Freshta'),
  male: words('Najibullah Zabihullah Farid Ajmal Rahmatullah Esmatullah Wali Jawid Hekmat Shafiullah'),
  family: words('Ahmadzai Stanekzai Noori Safi Wardak Rahimi Popal Amiri Zazai Hotak'),
  language: 'Pashto',
}

const albanian: NameStock = {
  female: words('Albana Dafina Elira Besa Arta Majlinda'),
  male: words('Arben Besnik Ermal Klevis Kledi Gentian Florian Endrit Altin Ilir'),
  family: words('Hoxha Shehu Krasniqi Gjoka Prifti Leka Dervishi Çela Marku Kola'),
  language: 'Albanian',
}

const vietnamese: NameStock = {
  female: phrases('Thị Lan, Thu Hà, Ngọc Anh, Mai, Thanh Thảo, Bích'),
  male: phrases('Văn Hùng, Minh Tuấn, Đức, Quang, Hoàng Nam, Thành'),
  family: words('Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi'),
  language: 'Vietnamese',
}

const sudanese: NameStock = {
  female: words('Rasha Ikhlas Sabah Amal Widad Hanan'),
  male: words('Abdelrahim Mutasim Babikir Ismail Adam Yahya Mubarak Alsadig Idris Bakri'),
  family: phrases('Adam, Ibrahim, Abdalla, Eisa, Haroun, Abaker, Yagoub, Osman, Suleiman, Ishag'),
  language: 'Arabic',
}

export const nameStocks = {
  english,
  irish,
  traveller,
  polish,
  romanian,
  portuguese,
  southernEuropean,
  turkish,
  indian,
  pakistani,
  bangladeshi,
  nepali,
  tamil,
  filipino,
  chinese,
  westAfrican,
  eastAfrican,
  southernAfrican,
  caribbean,
  arabic,
  iranian,
  kurdish,
  afghan,
  albanian,
  vietnamese,
  sudanese,
} as const satisfies Readonly<Record<string, NameStock>>

export type StockName = keyof typeof nameStocks
export const nameStock = (name: StockName): NameStock => nameStocks[name]
